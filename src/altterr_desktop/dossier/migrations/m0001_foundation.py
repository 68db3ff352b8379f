"""Step 1: every table of the first released dossier."""

SQL = """
CREATE TABLE agenda_point (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36) NOT
    NULL, title VARCHAR NOT NULL, question TEXT NOT NULL, minutes_planned INTEGER, owner_id VARCHAR(36),
    commitment_id VARCHAR(36), carried_from_id VARCHAR(36), position VARCHAR NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(owner_id)
    REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(commitment_id) REFERENCES
    commitment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(carried_from_id) REFERENCES agenda_point
    (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_agenda_point_carried_from_id ON agenda_point (carried_from_id);
CREATE INDEX ix_agenda_point_commitment_id ON agenda_point (commitment_id);
CREATE INDEX ix_agenda_point_meeting_id ON agenda_point (meeting_id);
CREATE INDEX ix_agenda_point_owner_id ON agenda_point (owner_id);
CREATE TABLE assessment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    territory_id VARCHAR(36) NOT NULL, mandate_id VARCHAR(36), as_of DATE, scale_key VARCHAR NOT NULL,
    introduction TEXT NOT NULL, advances TEXT NOT NULL, stuck TEXT NOT NULL, demands TEXT NOT NULL,
    method_notes TEXT NOT NULL, assessment_state VARCHAR NOT NULL, frozen_on DATE, snapshot VARCHAR NOT
    NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_assessment_mandate_id ON assessment (mandate_id);
CREATE INDEX ix_assessment_territory_id ON assessment (territory_id);
CREATE TABLE attachment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, file_name VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL, size INTEGER, sha256 VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE attachment_content (sha256 VARCHAR NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256));
CREATE TABLE checklist_item (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id
    VARCHAR(36) NOT NULL, area VARCHAR NOT NULL, title VARCHAR NOT NULL, owner_id VARCHAR(36), done
    BOOLEAN NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(mobilisation_id)
    REFERENCES mobilisation (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(owner_id) REFERENCES
    volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_checklist_item_mobilisation_id ON checklist_item (mobilisation_id);
CREATE INDEX ix_checklist_item_owner_id ON checklist_item (owner_id);
CREATE TABLE commitment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, number VARCHAR NOT NULL,
    title VARCHAR NOT NULL, verbatim TEXT NOT NULL, territory_id VARCHAR(36), mandate_id VARCHAR(36),
    theme_id VARCHAR(36), parent_id VARCHAR(36), framework_measure_id VARCHAR(36), level INTEGER,
    pledge_document_id VARCHAR(36), page VARCHAR NOT NULL, made_on DATE, official_id VARCHAR(36),
    service_id VARCHAR(36), deadline DATE, deadline_precision VARCHAR NOT NULL, deadline_words VARCHAR
    NOT NULL, expected_proof TEXT NOT NULL, indicator VARCHAR NOT NULL, indicator_kind VARCHAR,
    budget_planned INTEGER, budget_spent INTEGER, partners VARCHAR NOT NULL, competence VARCHAR,
    still_possible TEXT NOT NULL, publishable BOOLEAN NOT NULL, position VARCHAR NOT NULL, notes TEXT NOT
    NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(parent_id) REFERENCES
    commitment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(framework_measure_id) REFERENCES
    framework_measure (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(pledge_document_id) REFERENCES
    pledge_document (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(official_id) REFERENCES official (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(service_id) REFERENCES official (id) DEFERRABLE INITIALLY
    DEFERRED);
CREATE INDEX ix_commitment_framework_measure_id ON commitment (framework_measure_id);
CREATE INDEX ix_commitment_mandate_id ON commitment (mandate_id);
CREATE INDEX ix_commitment_official_id ON commitment (official_id);
CREATE INDEX ix_commitment_parent_id ON commitment (parent_id);
CREATE INDEX ix_commitment_pledge_document_id ON commitment (pledge_document_id);
CREATE INDEX ix_commitment_service_id ON commitment (service_id);
CREATE INDEX ix_commitment_territory_id ON commitment (territory_id);
CREATE INDEX ix_commitment_theme_id ON commitment (theme_id);
CREATE TABLE contact_detail (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, official_id VARCHAR(36)
    NOT NULL, contact_kind VARCHAR NOT NULL, value VARCHAR NOT NULL, label VARCHAR NOT NULL, source
    VARCHAR NOT NULL, recorded_on DATE, PRIMARY KEY (id), FOREIGN KEY(official_id) REFERENCES official
    (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_contact_detail_official_id ON contact_detail (official_id);
CREATE TABLE dated_count (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id VARCHAR(36)
    NOT NULL, what VARCHAR NOT NULL, counted_on DATE, value INTEGER, source VARCHAR NOT NULL, PRIMARY KEY
    (id), FOREIGN KEY(mobilisation_id) REFERENCES mobilisation (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_dated_count_mobilisation_id ON dated_count (mobilisation_id);
CREATE TABLE dossier_state ("key" VARCHAR NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE evidence (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, commitment_id VARCHAR(36) NOT
    NULL, evidence_kind VARCHAR NOT NULL, proof_strength VARCHAR, title VARCHAR NOT NULL, publisher
    VARCHAR NOT NULL, dated_on DATE, url VARCHAR NOT NULL, page VARCHAR NOT NULL, quote TEXT NOT NULL,
    consulted_on DATE, attachment_id VARCHAR(36), publishable BOOLEAN NOT NULL, notes TEXT NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(commitment_id) REFERENCES commitment (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_evidence_attachment_id ON evidence (attachment_id);
CREATE INDEX ix_evidence_commitment_id ON evidence (commitment_id);
CREATE TABLE follow_up (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL, side
    VARCHAR NOT NULL, volunteer_id VARCHAR(36), official_id VARCHAR(36), due_on DATE, follow_up_state
    VARCHAR NOT NULL, done_on DATE, meeting_id VARCHAR(36), minutes_line_id VARCHAR(36), commitment_id
    VARCHAR(36), mobilisation_id VARCHAR(36), notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(official_id)
    REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(meeting_id) REFERENCES meeting
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(minutes_line_id) REFERENCES minutes_line (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(commitment_id) REFERENCES commitment (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(mobilisation_id) REFERENCES mobilisation (id) DEFERRABLE INITIALLY
    DEFERRED);
CREATE INDEX ix_follow_up_commitment_id ON follow_up (commitment_id);
CREATE INDEX ix_follow_up_meeting_id ON follow_up (meeting_id);
CREATE INDEX ix_follow_up_minutes_line_id ON follow_up (minutes_line_id);
CREATE INDEX ix_follow_up_mobilisation_id ON follow_up (mobilisation_id);
CREATE INDEX ix_follow_up_official_id ON follow_up (official_id);
CREATE INDEX ix_follow_up_volunteer_id ON follow_up (volunteer_id);
CREATE TABLE framework (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, "key" VARCHAR NOT NULL, name
    VARCHAR NOT NULL, publisher VARCHAR NOT NULL, edition VARCHAR NOT NULL, licence VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL, description TEXT NOT NULL, PRIMARY KEY (id));
CREATE TABLE framework_level (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, framework_measure_id
    VARCHAR(36) NOT NULL, level INTEGER, text TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(framework_measure_id) REFERENCES framework_measure (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_framework_level_framework_measure_id ON framework_level (framework_measure_id);
CREATE TABLE framework_measure (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, framework_id
    VARCHAR(36) NOT NULL, parent_id VARCHAR(36), number VARCHAR NOT NULL, title VARCHAR NOT NULL, text
    TEXT NOT NULL, theme_id VARCHAR(36), position VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(parent_id)
    REFERENCES framework_measure (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(theme_id) REFERENCES
    theme (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_framework_measure_framework_id ON framework_measure (framework_id);
CREATE INDEX ix_framework_measure_parent_id ON framework_measure (parent_id);
CREATE INDEX ix_framework_measure_theme_id ON framework_measure (theme_id);
CREATE TABLE "group" (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, name VARCHAR NOT NULL, contact
    VARCHAR NOT NULL, website VARCHAR NOT NULL, document_language VARCHAR NOT NULL, birth_salt VARCHAR
    NOT NULL, is_demo BOOLEAN NOT NULL, PRIMARY KEY (id));
CREATE TABLE journal_commit (seq INTEGER NOT NULL, id BLOB NOT NULL, parents BLOB NOT NULL, made_at
    INTEGER NOT NULL, author_id VARCHAR NOT NULL, author VARCHAR NOT NULL, device VARCHAR NOT NULL, label
    TEXT NOT NULL, schema_version INTEGER NOT NULL, undoes BLOB, is_tip BOOLEAN NOT NULL, sent BOOLEAN
    NOT NULL, PRIMARY KEY (seq), UNIQUE (id));
CREATE INDEX ix_journal_commit_is_tip ON journal_commit (is_tip);
CREATE TABLE journal_edit (seq INTEGER NOT NULL, commit_seq INTEGER NOT NULL, kind VARCHAR NOT NULL,
    record BLOB NOT NULL, field VARCHAR NOT NULL, value BLOB NOT NULL, replaces BLOB NOT NULL, is_head
    BOOLEAN NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(commit_seq) REFERENCES journal_commit (seq));
CREATE INDEX ix_journal_edit_commit_seq ON journal_edit (commit_seq);
CREATE INDEX ix_journal_edit_record ON journal_edit (record, field);
CREATE TABLE key_date (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    key_date_kind VARCHAR NOT NULL, territory_id VARCHAR(36), starts_on DATE, ends_on DATE, source
    VARCHAR NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES
    territory (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_key_date_territory_id ON key_date (territory_id);
CREATE TABLE mandate (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, territory_id VARCHAR(36) NOT
    NULL, label VARCHAR NOT NULL, start DATE, "end" DATE, mid_term DATE, notes TEXT NOT NULL, PRIMARY KEY
    (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_mandate_territory_id ON mandate (territory_id);
CREATE TABLE meeting (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    meeting_kind VARCHAR NOT NULL, meeting_state VARCHAR NOT NULL, territory_id VARCHAR(36), mandate_id
    VARCHAR(36), held_on DATE, start_time VARCHAR NOT NULL, duration_minutes INTEGER, place VARCHAR NOT
    NULL, goal TEXT NOT NULL, ask_ideal TEXT NOT NULL, ask_acceptable TEXT NOT NULL, ask_minimum TEXT NOT
    NULL, supporting_asks TEXT NOT NULL, acknowledgement TEXT NOT NULL, open_questions TEXT NOT NULL,
    figures TEXT NOT NULL, documents_to_hand TEXT NOT NULL, plan_b TEXT NOT NULL, impressions TEXT NOT
    NULL, minutes_state VARCHAR NOT NULL, minutes_validated_on DATE, minutes_validated_by_id VARCHAR(36),
    next_meeting_on DATE, notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES
    territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(minutes_validated_by_id) REFERENCES volunteer (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_meeting_mandate_id ON meeting (mandate_id);
CREATE INDEX ix_meeting_minutes_validated_by_id ON meeting (minutes_validated_by_id);
CREATE INDEX ix_meeting_territory_id ON meeting (territory_id);
CREATE TABLE minutes_line (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36) NOT
    NULL, agenda_point_id VARCHAR(36), line_kind VARCHAR NOT NULL, text TEXT NOT NULL, speaker_id
    VARCHAR(36), said_at VARCHAR NOT NULL, promise_who VARCHAR NOT NULL, promise_due DATE, obstacle
    VARCHAR, answer TEXT NOT NULL, internal BOOLEAN NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY
    (id), FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(agenda_point_id) REFERENCES agenda_point (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(speaker_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_minutes_line_agenda_point_id ON minutes_line (agenda_point_id);
CREATE INDEX ix_minutes_line_meeting_id ON minutes_line (meeting_id);
CREATE INDEX ix_minutes_line_speaker_id ON minutes_line (speaker_id);
CREATE TABLE mobilisation (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    mobilisation_kind VARCHAR NOT NULL, mobilisation_state VARCHAR NOT NULL, escalation_step VARCHAR,
    territory_id VARCHAR(36), aim TEXT NOT NULL, demand TEXT NOT NULL, happens_on DATE, start_time
    VARCHAR NOT NULL, end_time VARCHAR NOT NULL, place VARCHAR NOT NULL, on_public_road BOOLEAN NOT NULL,
    declared_on DATE, receipt_id VARCHAR(36), lead_volunteer_id VARCHAR(36), risks TEXT NOT NULL, budget
    INTEGER, attendance INTEGER, outcome TEXT NOT NULL, press_notes TEXT NOT NULL, notes TEXT NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(receipt_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(lead_volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_mobilisation_lead_volunteer_id ON mobilisation (lead_volunteer_id);
CREATE INDEX ix_mobilisation_receipt_id ON mobilisation (receipt_id);
CREATE INDEX ix_mobilisation_territory_id ON mobilisation (territory_id);
CREATE TABLE mobilisation_commitment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id
    VARCHAR(36) NOT NULL, commitment_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(mobilisation_id) REFERENCES mobilisation (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(commitment_id) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_mobilisation_commitment_commitment_id ON mobilisation_commitment (commitment_id);
CREATE INDEX ix_mobilisation_commitment_mobilisation_id ON mobilisation_commitment (mobilisation_id);
CREATE TABLE mobilisation_role (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id
    VARCHAR(36) NOT NULL, name VARCHAR NOT NULL, needed INTEGER, notes VARCHAR NOT NULL, position VARCHAR
    NOT NULL, PRIMARY KEY (id), FOREIGN KEY(mobilisation_id) REFERENCES mobilisation (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_mobilisation_role_mobilisation_id ON mobilisation_role (mobilisation_id);
CREATE TABLE mobilisation_target (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id
    VARCHAR(36) NOT NULL, official_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(mobilisation_id) REFERENCES mobilisation (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(official_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_mobilisation_target_mobilisation_id ON mobilisation_target (mobilisation_id);
CREATE INDEX ix_mobilisation_target_official_id ON mobilisation_target (official_id);
CREATE TABLE objection (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36),
    objection TEXT NOT NULL, answer TEXT NOT NULL, source VARCHAR NOT NULL, expires_on DATE, position
    VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_objection_meeting_id ON objection (meeting_id);
CREATE TABLE official (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, official_kind VARCHAR NOT NULL,
    given_name VARCHAR NOT NULL, family_name VARCHAR NOT NULL, gender VARCHAR NOT NULL, function_title
    VARCHAR NOT NULL, territory_id VARCHAR(36), political_label VARCHAR NOT NULL, political_label_source
    VARCHAR NOT NULL, photo_id VARCHAR(36), link_volunteer_id VARCHAR(36), influence INTEGER, birth_key
    VARCHAR NOT NULL, from_register BOOLEAN NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(photo_id)
    REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(link_volunteer_id) REFERENCES
    volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_official_link_volunteer_id ON official (link_volunteer_id);
CREATE INDEX ix_official_photo_id ON official (photo_id);
CREATE INDEX ix_official_territory_id ON official (territory_id);
CREATE TABLE participant (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36) NOT
    NULL, side VARCHAR NOT NULL, official_id VARCHAR(36), volunteer_id VARCHAR(36), name VARCHAR NOT
    NULL, meeting_role VARCHAR, attended BOOLEAN, PRIMARY KEY (id), FOREIGN KEY(meeting_id) REFERENCES
    meeting (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(official_id) REFERENCES official (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_participant_meeting_id ON participant (meeting_id);
CREATE INDEX ix_participant_official_id ON participant (official_id);
CREATE INDEX ix_participant_volunteer_id ON participant (volunteer_id);
CREATE TABLE plan_step (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_id VARCHAR(36)
    NOT NULL, title VARCHAR NOT NULL, days_before INTEGER, due_on DATE, owner_id VARCHAR(36), done
    BOOLEAN NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(mobilisation_id)
    REFERENCES mobilisation (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(owner_id) REFERENCES
    volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_plan_step_mobilisation_id ON plan_step (mobilisation_id);
CREATE INDEX ix_plan_step_owner_id ON plan_step (owner_id);
CREATE TABLE pledge_document (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    document_kind VARCHAR NOT NULL, territory_id VARCHAR(36), mandate_id VARCHAR(36), publisher VARCHAR
    NOT NULL, reference VARCHAR NOT NULL, dated_on DATE, url VARCHAR NOT NULL, consulted_on DATE,
    attachment_id VARCHAR(36), notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id)
    REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_pledge_document_attachment_id ON pledge_document (attachment_id);
CREATE INDEX ix_pledge_document_mandate_id ON pledge_document (mandate_id);
CREATE INDEX ix_pledge_document_territory_id ON pledge_document (territory_id);
CREATE TABLE role_assignment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, mobilisation_role_id
    VARCHAR(36) NOT NULL, volunteer_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(mobilisation_role_id) REFERENCES mobilisation_role (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_role_assignment_mobilisation_role_id ON role_assignment (mobilisation_role_id);
CREATE INDEX ix_role_assignment_volunteer_id ON role_assignment (volunteer_id);
CREATE TABLE search_document (docid INTEGER NOT NULL, kind VARCHAR NOT NULL, record_id VARCHAR(36) NOT
    NULL, title TEXT NOT NULL, sort_key TEXT NOT NULL, PRIMARY KEY (docid));
CREATE UNIQUE INDEX ix_search_document_record ON search_document (record_id);
CREATE TABLE seat (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, official_id VARCHAR(36) NOT NULL,
    territory_id VARCHAR(36) NOT NULL, mandate_id VARCHAR(36), assembly VARCHAR NOT NULL, function
    VARCHAR NOT NULL, rank INTEGER, delegation VARCHAR NOT NULL, canton VARCHAR NOT NULL,
    attached_commune_code VARCHAR NOT NULL, side VARCHAR, start DATE, function_start DATE, "end" DATE,
    source VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(official_id) REFERENCES official (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_seat_mandate_id ON seat (mandate_id);
CREATE INDEX ix_seat_official_id ON seat (official_id);
CREATE INDEX ix_seat_territory_id ON seat (territory_id);
CREATE TABLE signatory (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, pledge_document_id VARCHAR(36)
    NOT NULL, official_id VARCHAR(36) NOT NULL, signed_on DATE, level INTEGER, PRIMARY KEY (id), FOREIGN
    KEY(pledge_document_id) REFERENCES pledge_document (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(official_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_signatory_official_id ON signatory (official_id);
CREATE INDEX ix_signatory_pledge_document_id ON signatory (pledge_document_id);
CREATE TABLE territory (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, code VARCHAR NOT NULL, name
    VARCHAR NOT NULL, territory_kind VARCHAR NOT NULL, nature VARCHAR NOT NULL, population INTEGER,
    parent_id VARCHAR(36), department_code VARCHAR NOT NULL, region_code VARCHAR NOT NULL, former_codes
    VARCHAR NOT NULL, followed BOOLEAN NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(parent_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_territory_parent_id ON territory (parent_id);
CREATE TABLE theme (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, "key" VARCHAR NOT NULL, name
    VARCHAR NOT NULL, icon VARCHAR NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE verdict (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, commitment_id VARCHAR(36) NOT
    NULL, decided_on DATE, recorded_at INTEGER, verdict_state VARCHAR NOT NULL, progress VARCHAR NOT
    NULL, off_scale VARCHAR, proof_strength VARCHAR, statement TEXT NOT NULL, reason TEXT NOT NULL,
    next_step TEXT NOT NULL, obstacle VARCHAR, obstacle_note VARCHAR NOT NULL, author_id VARCHAR(36),
    second_reader_id VARCHAR(36), dissent TEXT NOT NULL, authority_reply TEXT NOT NULL,
    authority_reply_on DATE, publishable BOOLEAN NOT NULL, PRIMARY KEY (id), FOREIGN KEY(commitment_id)
    REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(author_id) REFERENCES volunteer
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(second_reader_id) REFERENCES volunteer (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_verdict_author_id ON verdict (author_id);
CREATE INDEX ix_verdict_commitment_id ON verdict (commitment_id);
CREATE INDEX ix_verdict_latest ON verdict (commitment_id, verdict_state, deleted, decided_on,
    recorded_at, id);
CREATE INDEX ix_verdict_second_reader_id ON verdict (second_reader_id);
CREATE TABLE verdict_evidence (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, verdict_id VARCHAR(36)
    NOT NULL, evidence_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN KEY(verdict_id) REFERENCES
    verdict (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(evidence_id) REFERENCES evidence (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_verdict_evidence_evidence_id ON verdict_evidence (evidence_id);
CREATE INDEX ix_verdict_evidence_verdict_id ON verdict_evidence (verdict_id);
CREATE TABLE volunteer (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, name VARCHAR NOT NULL,
    pseudonym VARCHAR NOT NULL, email VARCHAR NOT NULL, phone VARCHAR NOT NULL, skills VARCHAR NOT NULL,
    contact_source VARCHAR NOT NULL, active BOOLEAN NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id));
CREATE VIRTUAL TABLE search_words USING fts5(title, body, tokenize='unicode61 remove_diacritics 2',
    content='', contentless_delete=1)
"""
STATEMENTS = tuple(statement.strip() for statement in SQL.split(";"))
FINGERPRINT = "62cef64232f073300575f220702109974016b864cca0a30c66e6feb53d9245ed"
